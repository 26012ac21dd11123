// Words of people stay words: Leaflet takes a text for HTML, but a node for what it is.

export function plain(text) {
  const node = document.createElement('span');
  node.textContent = text;
  return node;
}
