// Where to click one line of the network: the point that lies farthest from every dot and every other line.
// ECharts keeps its chart to itself; the page's framework holds it in the state of the element that drew it.
() => {
  const canvas = document.querySelector('.st-key-actors_network canvas');
  const chart = (() => {
    for (let up = canvas; up; up = up.parentElement) {
      const key = Object.keys(up).find(name => name.startsWith('__reactFiber'));
      for (let fiber = key && up[key], deep = 0; fiber && deep < 12; fiber = fiber.return, deep++)
        for (let hook = fiber.memoizedState; hook && typeof hook === 'object'; hook = hook.next) {
          const held = hook.memoizedState && hook.memoizedState.current;
          if (held && typeof held.convertToPixel === 'function') return held;
        }
    }
  })();
  const series = chart.getOption().series[0], box = canvas.getBoundingClientRect();
  const place = node => chart.convertToPixel({seriesIndex: 0}, [node.x, node.y]);
  const at = Object.fromEntries(series.data.map(node => [node.id, place(node)]));
  const far = (p, a, b) => {
    const d = [b[0] - a[0], b[1] - a[1]];
    const share = ((p[0] - a[0]) * d[0] + (p[1] - a[1]) * d[1]) / (d[0] ** 2 + d[1] ** 2);
    const s = Math.max(0, Math.min(1, share));
    return Math.hypot(p[0] - a[0] - s * d[0], p[1] - a[1] - s * d[1]);
  };
  const spots = series.links.flatMap(link => [.3, .4, .5, .6, .7].map(share => {
    const a = at[link.source], b = at[link.target];
    const p = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
    const others = series.links.filter(other => other !== link);
    const lines = others.map(other => far(p, at[other.source], at[other.target]));
    const dots = series.data.map(node => far(p, at[node.id], at[node.id].map(v => v + 1e-6)) - node.symbolSize / 2);
    return {
      x: box.x + p[0], y: box.y + p[1], free: Math.min(...lines, ...dots), value: link.value,
      pair: [link.source, link.target],
    };
  }));
  return spots.filter(spot => spot.value >= 2).sort((a, b) => b.free - a.free)[0];
}
