"use strict";
// Offsets in the data are Unicode code points, so texts are split by code point before cutting.
const data = JSON.parse(document.getElementById("data").textContent);
const report = data.report;
const layers = { ner: "ner.strict", timex: "timex.value", trigger: "trigger.cls", argument: "argument.attached_cls" };
const page = 100;
let shownErrors = page;

const byId = (id) => document.getElementById(id);
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
const percent = (value) => (value === undefined || value === null ? "" : (100 * value).toFixed(1));
const count = (value) => (value === undefined ? "" : Number.isInteger(value) ? String(value) : value.toFixed(1));
const words = (text) => make("bdi", { class: "words", dir: "auto" }, text);
const layerOf = (metric) => metric.split(".")[0];
const kindClass = (kind) => (kind === "missed" || kind === "spurious" ? kind : "differs");

function table(id, head, rows) {
  const body = rows.map((cells) => make("tr", {}, ...cells.map((cell, i) =>
    make(i ? "td" : "th", i ? {} : { scope: "row" }, cell))));
  byId(id).replaceChildren(
    make("thead", {}, make("tr", {}, ...head.map((cell) => make("th", { scope: "col" }, cell)))),
    make("tbody", {}, ...body));
}

function bar(interval, f1) {
  const box = make("span", { class: "bar", "aria-hidden": "true" });
  if (interval) {
    const range = make("i");
    range.style.left = `${100 * interval.low}%`;
    range.style.width = `${100 * (interval.high - interval.low)}%`;
    box.append(range);
  }
  const point = make("b");
  point.style.left = `calc(${100 * f1}% - 1px)`;
  box.append(point);
  return box;
}

const figures = (score) => [percent(score.precision), percent(score.recall), percent(score.f1), count(score.p_den), count(score.r_den)];
const counted = (score) => score.p_den > 0 || score.r_den > 0;
/* BLANC and the CoNLL mean have no counts; the mentions of their family speak for them. */
function hasCounts(name) {
  const score = report.scores[name];
  const mention = report.scores[`${name.slice(0, name.lastIndexOf("."))}.mention`];
  return score.p_den !== undefined ? counted(score) : !mention || counted(mention);
}

function showScores() {
  const boot = report.bootstrap || {};
  const rows = data.order.filter((name) => report.scores[name] && hasCounts(name)).map((name) => {
    const score = report.scores[name];
    const interval = boot[name];
    return [name, ...figures(score), interval ? `${percent(interval.low)} to ${percent(interval.high)}` : "", bar(interval, score.f1)];
  });
  table("scores", ["metric", "P", "R", "F1", "pred", "gold", "95% of F1", ""], rows);
}

function showTypes() {
  const groups = { ...report.by_type, ...report.by_role };
  const names = Object.keys(groups).filter((name) => Object.keys(groups[name]).length);
  fill("type-metric", names);
  const draw = () => {
    const name = byId("type-metric").value;
    if (!name) return;
    const rows = Object.entries(groups[name]).map(([type, score]) => [type, ...figures(score), bar(null, score.f1)]);
    for (const [label, means] of [["macro mean", report.macro], ["weighted mean", report.weighted]]) {
      if (means[name]) rows.push([label, ...figures(means[name]), bar(null, means[name].f1)]);
    }
    table("types", ["", "P", "R", "F1", "pred", "gold", ""], rows);
    showConfusion(name);
  };
  byId("type-metric").addEventListener("change", draw);
  draw();
}

/* Rows are gold, columns predicted; right ones come from the counts, wrong ones from the errors. */
function showConfusion(metric) {
  const none = "∅";
  const cells = new Map();
  const add = (gold, pred, n) => {
    const key = JSON.stringify([gold, pred]);
    cells.set(key, (cells.get(key) || 0) + n);
  };
  const label = (item) => (!item ? none : metric.startsWith("argument") ? item.role : item.type);
  for (const [type, score] of Object.entries(report.by_type[metric] || report.by_role[metric] || {})) {
    if (score.p_num) add(type, type, score.p_num);
  }
  for (const error of report.errors) {
    if (error.metric === metric) add(label(error.gold), label(error.pred), 1);
  }
  byId("confusion-box").hidden = !report.errors.some((error) => error.metric === metric);
  const found = [...new Set([...cells.keys()].flatMap((key) => JSON.parse(key)))];
  const labels = [...found.filter((name) => name !== none).sort(), ...found.filter((name) => name === none)];
  table("confusion", ["gold ↓ predicted →", ...labels], labels.map((gold) => [gold, ...labels.map((pred) =>
    String(cells.get(JSON.stringify([gold, pred])) || ""))]));
  byId("confusion").querySelectorAll("tbody tr").forEach((row, i) => {
    row.querySelectorAll("td").forEach((cell, j) => {
      if (cell.textContent) cell.className = i === j ? "same" : "other";
    });
  });
}

function showTaxonomy() {
  const rows = (report.taxonomy || []).map((gain) => {
    const button = make("button", { type: "button" }, String(gain.count));
    button.setAttribute("aria-label", `Show ${gain.count} errors: ${gain.metric} ${gain.kind}`);
    button.addEventListener("click", () => {
      byId("f-layer").value = layerOf(gain.metric);
      byId("f-kind").value = gain.kind;
      filterChanged();
      byId("errors").scrollIntoView();
    });
    return [`${gain.metric} ${gain.kind}`, button, percent(gain.f1), percent(gain.oracle_f1), `+${percent(gain.oracle_f1 - gain.f1)}`];
  });
  table("taxonomy", ["", "errors", "F1", "F1 if right", "gain"], rows);
}

function fill(id, values, all) {
  const options = values.map((value) => make("option", { value }, value));
  byId(id).replaceChildren(...(all ? [make("option", { value: "" }, all)] : []), ...options);
}
const distinct = (values) => [...new Set(values.filter(Boolean))].sort();

function describe(item) {
  if (!item) return make("span", { class: "soft" }, "nothing");
  const box = make("span", {}, item.role ? `${item.type} ${item.role} ` : `${item.type} `, words(item.text));
  if (item.value) box.append(item.role ? " of " : " = ", words(item.value));
  if (item.source) box.append(make("span", { class: "soft" }, ` by ${item.source}`));
  return box;
}

function filtered() {
  const value = (id) => byId(id).value;
  const needle = value("f-text").trim();
  return report.errors.filter((error) => {
    const items = [error.gold, error.pred].filter(Boolean);
    return (!value("f-layer") || layerOf(error.metric) === value("f-layer"))
      && (!value("f-kind") || error.kind === value("f-kind"))
      && (!value("f-type") || items.some((item) => item.type === value("f-type") || item.role === value("f-type")))
      && (!value("f-doc") || error.doc === value("f-doc"))
      && (!needle || error.context.includes(needle) || items.some((item) => item.text.includes(needle)));
  });
}

function showErrors() {
  const errors = filtered();
  byId("error-count").textContent = `${errors.length} of ${report.errors.length} errors`;
  byId("error-list").replaceChildren(...errors.slice(0, shownErrors).map((error) => {
    const button = make("button", { type: "button" },
      make("span", { class: "soft" }, `${error.doc} · ${error.metric} · `),
      make("span", { class: `kind ${kindClass(error.kind)}` }, error.kind),
      make("span", { class: "sides" },
        make("span", {}, "gold: ", describe(error.gold)), make("span", {}, "predicted: ", describe(error.pred))),
      make("span", { class: "context", dir: "auto" }, error.context));
    button.addEventListener("click", () => goTo(error));
    return make("li", {}, button);
  }));
  byId("more").hidden = errors.length <= shownErrors;
}
function filterChanged() {
  shownErrors = page;
  showErrors();
}

const documents = new Map(data.documents.map((item) => [item.id, item]));
/* How each mark came out: errors tell, the rest is right. */
function statuses(id) {
  const states = new Map();
  for (const error of report.errors) {
    if (error.doc !== id || !Object.values(layers).includes(error.metric)) continue;
    for (const [side, item] of [["gold", error.gold], ["pred", error.pred]]) {
      if (item) states.set(key(side, layerOf(error.metric), item), error.kind);
    }
  }
  return states;
}
const key = (side, layer, item) => [side, layer, item.start, item.end, item.type, item.role || ""].join("|");

function currentMarks(doc) {
  const states = statuses(doc.id);
  const marks = [];
  for (const side of ["gold", "pred"]) {
    if (!byId(`show-${side}`).checked) continue;
    for (const item of doc[side]) {
      if (byId("a-layer").value && item.layer !== byId("a-layer").value) continue;
      const kind = states.get(key(side, item.layer, item));
      marks.push({ ...item, side, state: kind ? kindClass(kind) : "right", kind: kind || "right" });
    }
  }
  return marks;
}

function showArticle(focus) {
  const doc = documents.get(byId("a-doc").value);
  if (!doc) return;
  const letters = Array.from(doc.text);
  const marks = currentMarks(doc);
  const cuts = new Set([0, letters.length]);
  if (focus) { cuts.add(focus.start); cuts.add(focus.end); }
  for (const mark of marks) { cuts.add(mark.start); cuts.add(mark.end); }
  const borders = [...cuts].sort((a, b) => a - b);
  const box = byId("article-text");
  box.replaceChildren();
  let first = null;
  for (let i = 0; i + 1 < borders.length; i += 1) {
    const [start, end] = [borders[i], borders[i + 1]];
    const piece = letters.slice(start, end).join("");
    const here = focus && start >= focus.start && end <= focus.end;
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    if (!over.length && !here) { box.append(piece); continue; }
    const classes = new Set();
    for (const mark of over) { classes.add(mark.side); classes.add(mark.state); }
    if (here) classes.add("here");
    const title = over.map((mark) => `${mark.side} ${mark.type}${mark.role ? " " + mark.role : ""} (${mark.kind})${mark.source ? " by " + mark.source : ""}`).join("\n");
    const element = make("mark", { class: [...classes].join(" "), title: title || null }, piece);
    if (here && !first) first = element;
    box.append(element);
  }
  byId("mark-count").textContent = `${marks.filter((m) => m.side === "gold").length} gold and ${marks.filter((m) => m.side === "pred").length} predicted marks`;
  if (first) {
    first.setAttribute("tabindex", "-1");
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
  }
}

function goTo(error) {
  const item = error.gold || error.pred;
  if (!documents.has(error.doc) || item.start === undefined) return;
  byId("a-doc").value = error.doc;
  byId("a-layer").value = layers[layerOf(error.metric)] ? layerOf(error.metric) : "";
  showArticle(item);
}

function start() {
  byId("summary").textContent = `${report.documents} documents`;
  byId("signature").textContent = report.signature;
  byId("warnings").replaceChildren(...report.warnings.slice(0, 20).map((warning) => make("li", {}, warning)));
  showScores();
  showTypes();
  showTaxonomy();
  const items = report.errors.flatMap((error) => [error.gold, error.pred]).filter(Boolean);
  fill("f-layer", distinct(report.errors.map((error) => layerOf(error.metric))), "all layers");
  fill("f-kind", distinct(report.errors.map((error) => error.kind)), "all kinds");
  fill("f-type", distinct(items.flatMap((item) => [item.type, item.role])), "all types and roles");
  fill("f-doc", distinct(report.errors.map((error) => error.doc)), "all documents");
  for (const id of ["f-layer", "f-kind", "f-type", "f-doc"]) byId(id).addEventListener("change", filterChanged);
  byId("f-text").addEventListener("input", filterChanged);
  byId("more").addEventListener("click", () => { shownErrors += page; showErrors(); });
  showErrors();
  fill("a-doc", data.documents.map((item) => item.id));
  fill("a-layer", distinct(data.documents.flatMap((doc) => [...doc.gold, ...doc.pred]).map((mark) => mark.layer)), "all layers");
  for (const id of ["a-doc", "a-layer", "show-gold", "show-pred"]) byId(id).addEventListener("change", () => showArticle(null));
  byId("omitted").hidden = !data.omitted;
  byId("omitted").textContent = `${data.omitted} more documents are not shown.`;
  showArticle(null);
}
start();
