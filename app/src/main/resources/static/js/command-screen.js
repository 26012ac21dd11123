// The one screen: figures and charts fetched, moves pushed; a push refreshes the figures.
import { beneath, names, namesOf } from '/static/js/map.js';
import { plain } from '/static/js/plain.js';

const HEAT = ['#14384b', '#2b8db3', '#3f9a6b', '#c9a227', '#d9682b', '#c8352d'];
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

function showKinds(kinds) {
  one('[data-kinds]').replaceChildren(...kinds.map((kind) => element('li', {},
    element('a', { href: kind.href },
      element('span', { textContent: kind.title }),
      element('b', { textContent: `${kind.open} ` }),
      element('small', { className: kind.late ? 'bad' : '', textContent: `${t('超期', 'late')} ${kind.late}` })))));
}

const SVG = 'http://www.w3.org/2000/svg';

function drawing(width, height) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

function bar(x, width, height, className) {
  const rect = document.createElementNS(SVG, 'rect');
  Object.entries({ x, width, height, class: className }).forEach(([name, value]) => rect.setAttribute(name, String(value)));
  return rect;
}

function showMix(mix) {
  const total = mix.reduce((sum, part) => sum + part.count, 0);
  const svg = drawing(100, 10);
  let x = 0;
  for (const part of mix) {
    const width = total ? (100 * part.count) / total : 0;
    svg.append(bar(x, width, 10, `mix-${part.name}`));
    x += width;
  }
  const list = element('dl', {}, ...mix.map((part) => element('div', {},
    element('dt', { textContent: part.title }),
    element('dd', {}, element('a', { href: part.href, textContent: total ? `${((10 * part.count) / total).toFixed(1)} (${part.count})` : '—' })))));
  one('[data-mix]').replaceChildren(svg, list);
}

function showCategories(categories) {
  const most = Math.max(1, ...categories.map((category) => category.count));
  one('[data-categories]').replaceChildren(...categories.map((category) => {
    const svg = drawing(100, 10);
    svg.append(bar(0, (100 * category.count) / most, 10, 'category-bar'));
    return element('li', {}, element('a', { href: category.href },
      element('span', { textContent: category.name }), svg, element('b', { textContent: String(category.count) })));
  }));
}

// ---- charts --------------------------------------------------------------------------------
let trendChart;
let trendDays = [];

const TEXT = { color: '#cfe6f2', fontSize: 13 };
const AXIS = { axisLabel: { color: '#b5cbd8' }, axisLine: { lineStyle: { color: '#2b5b73' } }, splitLine: { lineStyle: { color: '#153a4d' } } };

function line(name, data, color) {
  return { name, type: 'line', data, symbolSize: 8, itemStyle: { color } };
}

function showTrend(trend) {
  trendDays = trend.days;
  if (!trendChart) {
    trendChart = echarts.init(one('[data-chart="trend"]'), null, { renderer: 'canvas' });
    trendChart.on('click', ({ seriesIndex, dataIndex }) => {
      const day = trendDays[dataIndex];
      location.href = seriesIndex === 0 ? day.reportedHref : day.closedHref;
    });
  }
  trendChart.setOption({
    animation: false, // redrawn with every move
    tooltip: { trigger: 'axis' },
    legend: { textStyle: TEXT, top: 0 },
    grid: { left: 36, right: 12, top: 30, bottom: 24 },
    xAxis: { type: 'category', data: trendDays.map((day) => day.day), ...AXIS },
    yAxis: { type: 'value', minInterval: 1, ...AXIS },
    series: [
      line(t('上报', 'reported'), trendDays.map((day) => day.reported), '#ffb454'),
      line(t('结案', 'closed'), trendDays.map((day) => day.closed), '#7fd99a'),
    ],
  });
  // What the chart says, for whoever cannot see or point at it.
  one('[data-trend-list]').replaceChildren(...trendDays.map((day) => element('li', {},
    `${day.day} `,
    element('a', { href: day.reportedHref, textContent: `${t('上报', 'reported')} ${day.reported}` }), ' ',
    element('a', { href: day.closedHref, textContent: `${t('结案', 'closed')} ${day.closed}` }))));
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

// Events of a village without grids, or put down for a whole village, lie in no shape of the map.
function showBeside(names) {
  const drawn = new Set();
  layer?.eachLayer((shape) => drawn.add(shape.feature.properties.code));
  const left = Object.entries(counts).filter(([code, count]) => !drawn.has(code) && count.open > 0);
  one('[data-beside]').replaceChildren(...left.map(([code, count]) => element('li', {},
    element('a', {
      href: `/events?division=${code}`,
      textContent: describe({ properties: { code, name: names[code] ?? code } }),
      className: count.late ? 'bad' : '',
    }))));
}

async function drawMap() {
  const geo = await (await fetch('/screen/map')).json();
  map = L.map(one('[data-map]'), { zoomControl: true, attributionControl: false, zoomSnap: 0.25, keyboard: true });
  layer = L.geoJSON(geo, {
    style,
    onEachFeature: (feature, shape) => {
      shape.bindTooltip(() => plain(describe(feature)), { sticky: true });
      shape.on('add', () => shape.getElement()?.setAttribute('tabindex', '-1'));
      shape.on('click', () => { location.href = `/events?division=${feature.properties.code}`; });
    },
  }).addTo(map);
  names(map)(namesOf(geo.features));
  beneath(map);
  fitWhenResized(geo.features.length > 0);
  one('[data-unmapped]').hidden = geo.features.length > 0;
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
    showKinds(data.kinds);
    showMix(data.mix);
    showTrend(data.trend);
    showCategories(data.categories);
    if (withFeed) showFeed(data.feed);
    layer?.setStyle(style);
    showBeside(data.names);
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
addEventListener('resize', () => trendChart?.resize());
