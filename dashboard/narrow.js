// Streamlit closes its sidebar on a narrow screen when the reader touches the page beside it. There is no room
// beside it on a phone: choosing a page or the language counts as such a touch. On a wide screen it does nothing.
if (!window.vimarshNarrow) {
  window.vimarshNarrow = true;
  const chosen = '[data-testid="stSidebar"] :is([data-testid="stPageLink"] a, .st-key-f_ui [role="radiogroup"])';
  document.addEventListener('click', event => {
    const page = document.querySelector('[data-testid="stMain"]');
    if (page && event.target.closest?.(chosen) && !(event.ctrlKey || event.metaKey || event.shiftKey))
      setTimeout(() => page.dispatchEvent(new MouseEvent('mousedown', { bubbles: true })));
  }, true); // before the widgets: those of Streamlit keep a click to themselves
}
