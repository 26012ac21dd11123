// Charts of the indicators' page; their numbers are in the page's tables too.

const colours = { reported: '#1c5fb8', closed: '#2b6a2f', closing: '#00696f', onTime: '#9a5b00' };
const small = matchMedia('(max-width: 600px)').matches;

function drawn(box, option) {
  const chart = echarts.init(box, null, { renderer: 'svg' });
  chart.setOption({ animation: false, ...option });
  new ResizeObserver(() => chart.resize()).observe(box);
}

function trend() {
  const box = document.querySelector('[data-trend]');
  if (!box) return;
  const data = JSON.parse(box.dataset.trend);
  const line = (name, values, color) => ({ name, data: values, type: 'line', symbolSize: 5, color });
  drawn(box, {
    legend: { top: 0 },
    tooltip: { trigger: 'axis' },
    grid: { left: 44, right: 12, top: 34, bottom: 28 },
    xAxis: { type: 'category', data: data.labels },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      line(box.dataset.reported, data.reported, colours.reported),
      line(box.dataset.closed, data.closed, colours.closed),
    ],
  });
}

function rates() {
  const box = document.querySelector('[data-rates]');
  if (!box) return;
  const data = JSON.parse(box.dataset.rates);
  const bar = (name, values, color) => ({ name, data: values, type: 'bar', color });
  drawn(box, {
    legend: { top: 0 },
    tooltip: { trigger: 'axis', valueFormatter: (value) => `${value} %` },
    grid: { left: 44, right: 12, top: 34, bottom: small ? 80 : 64 },
    xAxis: {
      type: 'category',
      data: data.labels,
      axisLabel: { rotate: 40, interval: 0, width: 90, overflow: 'truncate' },
    },
    yAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value} %' } },
    series: [
      bar(box.dataset.closing, data.closing, colours.closing),
      bar(box.dataset.onTime, data.onTime, colours.onTime),
    ],
  });
}

document.querySelector('[data-print]')?.addEventListener('click', () => print());
trend();
rates();
