// What a test waits for: when the reader last acted, and whether the page's script has begun to run since.
window.acted = { at: -Infinity, waiting: false };
for (const kind of ['mousedown', 'keydown', 'input', 'change', 'popstate'])
  addEventListener(kind, () => { window.acted = { at: performance.now(), waiting: true }; }, true);
new MutationObserver(changes => {
  if (changes.some(change => change.target.dataset.testScriptState === 'running')) window.acted.waiting = false;
}).observe(document, { subtree: true, attributeFilter: ['data-test-script-state'] });
