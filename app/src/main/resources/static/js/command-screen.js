// The one screen: figures and charts fetched, moves pushed; a push refreshes the figures.
const HEAT = ['#14384b', '#1d6a86', '#3f9a6b', '#c9a227', '#d9682b', '#c8352d'];
const STEPS = [0, 1, 3, 6, 10, 16];
const FEED_LENGTH = 40;

const root = document.querySelector('[data-screen]');
const zh = root.dataset.lang.startsWith('zh');
const t = (chinese, english) => (zh ? chinese : english);
const one = (selector) => root.querySelector(selector);

function element(name, props = {}, ...children) {
  const node = Object.assign(document.createElement(name), props);
  node.append(...children);
  return node;
}

function heat(open) {
  let level = 0;
  STEPS.forEach((from, i) => { if (open >= from) level = i; });
  return level;
}

// ---- figures -------------------------------------------------------------------------------
function showFigures(figures) {
  one('[data-figures]').replaceChildren(...figures.map((figure) =>
    element('a', { className: `screen-figure ${figure.mood}`, href: figure.href },
      element('b', { textContent: figure.value }), element('span', { textContent: figure.title }))));
}

function showMix(mix) {
  const total = mix.reduce((sum, part) => sum + part.count, 0);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  let x = 0;
  for (const part of mix) {
    const width = total ? (100 * part.count) / total : 0;
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    bar.setAttribute('x', String(x));
    bar.setAttribute('width', String(width));
    bar.setAttribute('height', '10');
    bar.setAttribute('class', `mix-${part.name}`);
    svg.append(bar);
    x += width;
  }
  const list = element('dl', {}, ...mix.map((part) => element('div', {},
    element('dt', { textContent: part.title }),
    element('dd', { textContent: total ? `${((10 * part.count) / total).toFixed(1)} (${part.count})` : '—' }))));
  one('[data-mix]').replaceChildren(svg, list);
}

// ---- charts --------------------------------------------------------------------------------
const charts = {};

function chart(name, option) {
  const box = one(`[data-chart="${name}"]`);
  charts[name] ??= echarts.init(box, null, { renderer: 'canvas' });
  charts[name].setOption(option);
}

const TEXT = { color: '#cfe6f2', fontSize: 13 };
const AXIS = { axisLabel: { color: '#b5cbd8' }, axisLine: { lineStyle: { color: '#2b5b73' } }, splitLine: { lineStyle: { color: '#153a4d' } } };

function showTrend(trend) {
  chart('trend', {
    animationDuration: 300,
    tooltip: { trigger: 'axis' },
    legend: { textStyle: TEXT, top: 0 },
    grid: { left: 36, right: 12, top: 30, bottom: 24 },
    xAxis: { type: 'category', data: trend.days, ...AXIS },
    yAxis: { type: 'value', minInterval: 1, ...AXIS },
    series: [
      { name: t('上报', 'reported'), type: 'line', smooth: true, data: trend.reported, itemStyle: { color: '#ffb454' } },
      { name: t('结案', 'closed'), type: 'line', smooth: true, data: trend.closed, itemStyle: { color: '#7fd99a' } },
    ],
  });
}

function showCategories(categories) {
  chart('categories', {
    animationDuration: 300,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    grid: { left: 8, right: 30, top: 6, bottom: 6, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, ...AXIS, axisLabel: { show: false } },
    yAxis: { type: 'category', inverse: true, data: categories.map((c) => c.name), ...AXIS },
    series: [{ type: 'bar', data: categories.map((c) => c.count), itemStyle: { color: '#4aa8d8', borderRadius: 3 }, label: { show: true, position: 'right', color: '#e8f1f6' } }],
  });
}

// ---- map -----------------------------------------------------------------------------------
let map;
let layer;
let counts = {};

function style(feature) {
  const count = counts[feature.properties.code];
  return { color: count?.late ? '#ff8478' : '#0b2230', weight: count?.late ? 2 : 1, fillColor: HEAT[heat(count?.open ?? 0)], fillOpacity: 0.95 };
}

function describe(feature) {
  const count = counts[feature.properties.code] ?? { open: 0, late: 0 };
  return `${feature.properties.path ?? feature.properties.name} — ${t('未结', 'open')} ${count.open} · ${t('超期', 'late')} ${count.late}`;
}

// The box takes its size from the figures above it, which come later than the map.
function fitWhenResized(hasShapes) {
  let touched = false;
  map.on('dragstart zoomstart', (event) => { if (event.originalEvent) touched = true; });
  new ResizeObserver(() => {
    map.invalidateSize();
    if (hasShapes && !touched) map.fitBounds(layer.getBounds(), { padding: [6, 6], animate: false });
  }).observe(one('[data-map]'));
}

async function drawMap() {
  const geo = await (await fetch('/screen/map')).json();
  map = L.map(one('[data-map]'), { zoomControl: true, attributionControl: false, zoomSnap: 0.25, keyboard: true });
  layer = L.geoJSON(geo, {
    style,
    onEachFeature: (feature, shape) => {
      shape.bindTooltip(() => describe(feature), { sticky: true });
      shape.on('click', () => { location.href = `/events?division=${feature.properties.code}`; });
    },
  }).addTo(map);
  fitWhenResized(geo.features.length > 0);
  one('[data-legend]').replaceChildren(...STEPS.map((from, i) => {
    const mark = element('i', { className: `heat-${i}` });
    const next = STEPS[i + 1];
    return element('span', {}, mark, next === undefined ? `≥${from}` : next - 1 === from ? `${from}` : `${from}–${next - 1}`);
  }), element('span', { textContent: t('红边：有超期', 'red edge: something is late') }));
}

// ---- feed ----------------------------------------------------------------------------------
function feedItem(move, fresh) {
  return element('li', { className: fresh ? 'fresh' : '' },
    element('a', { href: move.href },
      element('span', { className: 'when', textContent: `${move.at} · ${move.place} ` }),
      element('span', { className: `tone ${move.tone}`, textContent: move.stage }),
      element('div', { textContent: `${move.title} — ${move.move}` })));
}

function showFeed(moves) {
  one('[data-feed]').replaceChildren(...moves.map((move) => feedItem(move, false)));
}

function push(moves) {
  const feed = one('[data-feed]');
  for (const move of moves) feed.prepend(feedItem(move, true));
  while (feed.children.length > FEED_LENGTH) feed.lastChild.remove();
}

// ---- together ------------------------------------------------------------------------------
let loading = false;
let again = false;

async function refresh(withFeed) {
  if (loading) { again = true; return; }
  loading = true;
  try {
    const response = await fetch('/screen/data');
    if (response.status === 401 || response.redirected) { location.href = '/sign-in?back=/screen'; return; }
    const data = await response.json();
    counts = data.grids;
    showFigures(data.figures);
    showMix(data.mix);
    showTrend(data.trend);
    showCategories(data.categories);
    if (withFeed) showFeed(data.feed);
    layer?.setStyle(style);
  } finally {
    loading = false;
    if (again) { again = false; setTimeout(() => refresh(false), 300); }
  }
}

function live() {
  const badge = one('[data-live]');
  const source = new EventSource('/screen/live');
  source.onopen = () => { badge.textContent = t('实时', 'live'); badge.className = 'screen-live on'; refresh(true); };
  source.onerror = () => { badge.textContent = t('正在重连', 'reconnecting'); badge.className = 'screen-live off'; };
  source.addEventListener('moves', (event) => { push(JSON.parse(event.data)); refresh(false); });
}

function clock() {
  const format = new Intl.DateTimeFormat(zh ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: root.dataset.zone });
  const tick = () => { one('[data-clock]').textContent = format.format(new Date()); };
  tick();
  setInterval(tick, 1000);
}

clock();
await drawMap();
live();
addEventListener('resize', () => Object.values(charts).forEach((c) => c.resize()));
