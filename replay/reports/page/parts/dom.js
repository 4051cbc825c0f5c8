"use strict";
/* Elements and figures. What comes from a call becomes a text node or an attribute, never markup. */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

/* el("td", {class: "figure"}, "12"): `on` holds listeners; lists of children are flattened, null is left out. */
function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

function filled(node, {on = {}, ...attributes}, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/* Minutes, seconds and tenths, as on the terminal: 1:05.3 */
function clock(ms) {
  const tenths = Math.round(ms / 100);
  return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, "0")}.${tenths % 10}`;
}

const spanText = ([start, end]) => `${clock(start)}–${clock(end)}`;
const percent = (share) =>
  share === null || share === undefined ? "" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const quoted = (text) => `«${text}»`;
const overlaps = ([start, end], [from, until]) => start <= until && end >= from;
