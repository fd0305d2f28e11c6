// Lines over time, drawn by uPlot, which is fetched when the first chart is there. The same stands below as a table.

import { dayAndMonth, shortTime, time } from "../app/format.js";
import { html, useEffect, useRef, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { style } from "./style.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const HEIGHT = 220;
const MOST_ROWS = 48;
const NEAR_PX = 14;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const STEPS = [...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE_MS), ...[1, 2, 3, 5, 7, 14].map((days) => days * DAY_MS)];

/**
 * @param label what it shows, in a few words
 * @param times in milliseconds, rising
 * @param lines [{label, colour, values}], the colour as the name of a CSS variable, values null where there is none
 * @param range {least, most}, either may be left out
 * @param say a function from a value to its words
 * @param marks [{at, text}] of what happened
 */
export function Chart({ label, times, lines, range = {}, say, marks = [] }) {
  const place = useRef();
  const reading = useRef();
  const [look, setLook] = useState(0);
  const [missing, setMissing] = useState(false);
  const drawn = [look, times.length, times[0], times[times.length - 1], marks.length, ...lines.map((line) => line.label)].join();

  useEffect(() => onOtherLook(() => setLook((old) => old + 1)), []);
  useEffect(() => {
    let plot = null;
    let watch = null;
    let here = true;
    reading.current.textContent = missing ? "" : t("chart_help");
    const begin = ([{ default: uPlot }]) => {
      if (!here) return;
      const read = (at) => { reading.current.textContent = at === null || !plot ? t("chart_help") : readAt(plot, at); };
      const readAt = (chart, at) => {
        const near = marks.filter((mark) => Math.abs(chart.valToPos(mark.at, "x") - chart.valToPos(times[at], "x")) < NEAR_PX);
        return [shortTime(times[at]), ...lines.map((line) => line.values[at] === null ? "" : `${line.label} ${say(line.values[at])}`),
          ...near.slice(-2).map((mark) => mark.text)].filter(Boolean).join(" · ");
      };
      plot = new uPlot(options(place.current, { lines, range, say, marks, read }), [times, ...lines.map((line) => line.values)], place.current);
      watch = new ResizeObserver(() => plot.setSize({ width: place.current.clientWidth, height: HEIGHT }));
      watch.observe(place.current);
    };
    Promise.all([import("../lib/uPlot.iife.min.js"), style("../lib/uPlot.min.css")]).then(begin, () => here && setMissing(true));
    return () => {
      here = false;
      watch?.disconnect();
      plot?.destroy();
    };
  }, [drawn]);

  return html`
    <figure class="chart">
      <div class="plot" role="img" aria-label=${label} ref=${place}></div>
      <figcaption>
        <p class="help" aria-hidden="true" ref=${reading}></p>
        ${missing && html`<p class="help">${t("no_chart")}</p>`}
        <${Table} label=${label} times=${times} lines=${lines} say=${say} />
      </figcaption>
    </figure>`;
}

function options(element, { lines, range, say, marks, read }) {
  // A canvas knows no variables, and what one holds may depend on light or dark: the browser says what it comes to.
  const probe = element.appendChild(document.createElement("i"));
  const colour = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const axis = {
    stroke: colour("--soft"),
    grid: { stroke: colour("--hair"), width: 1 },
    ticks: { show: false },
    font: `${0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px system-ui, sans-serif`,
  };
  const ofMarks = colour("--soft");
  const made = {
    width: element.clientWidth,
    height: HEIGHT,
    ms: 1,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    cursor: { drag: { x: false, y: false }, y: false },
    scales: { y: { range: (_, least, most) => [range.least ?? least, Math.max(range.most ?? most * 1.05, (range.least ?? least) + 0.01)] } },
    axes: [
      { ...axis, values: (_, splits, column, space, step) => splits.map((at) => (step >= DAY_MS ? dayAndMonth(at) : time(at))), incrs: STEPS, space: 64, size: 28 },
      { ...axis, values: (_, splits) => splits.map(say), size: 56 },
    ],
    series: [{}, ...lines.map((line) => ({ label: line.label, stroke: colour(line.colour), width: 2, spanGaps: true, points: { show: false } }))],
    hooks: {
      draw: [(chart) => drawMarks(chart, marks, ofMarks)],
      setCursor: [(chart) => read(chart.cursor.idx ?? null)],
    },
  };
  probe.remove();
  return made;
}

/** A small triangle at the bottom for each. */
function drawMarks(chart, marks, colour) {
  const { ctx, bbox } = chart;
  const size = 5 * devicePixelRatio;
  const bottom = bbox.top + bbox.height;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { at } of marks) {
    const x = chart.valToPos(at, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bottom - size * 1.6);
    ctx.lineTo(x - size, bottom);
    ctx.lineTo(x + size, bottom);
    ctx.fill();
  }
  ctx.restore();
}

function Table({ label, times, lines, say }) {
  const [open, setOpen] = useState(false);
  const step = Math.ceil(times.length / MOST_ROWS);
  const shown = times.map((_, i) => i).filter((i) => (times.length - 1 - i) % step === 0).reverse();
  return html`
    <details onToggle=${(event) => setOpen(event.target.open)}>
      <summary>${t("as_table")}</summary>
      ${open && html`
        <div class="scrolls" tabindex="0" role="region" aria-label=${label}>
          <table>
            <thead><tr><th scope="col">${t("when")}</th>${lines.map((line) => html`<th scope="col">${line.label}</th>`)}</tr></thead>
            <tbody>
              ${shown.map((i) => html`<tr><th scope="row">${shortTime(times[i])}</th>${lines.map((line) => html`<td>${line.values[i] === null ? "" : say(line.values[i])}</td>`)}</tr>`)}
            </tbody>
          </table>
        </div>`}
    </details>`;
}

/** What is on a canvas does not follow the style sheet by itself. */
function onOtherLook(work) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = new MutationObserver(work);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-size"] });
  dark.addEventListener("change", work);
  return () => {
    root.disconnect();
    dark.removeEventListener("change", work);
  };
}
