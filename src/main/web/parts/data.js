// What a view asks the server for.

import { call } from "../app/api.js";
import { useEffect, useRef, useState } from "../app/preact.js";

/**
 * What `load` answers; asked again when one of `on` is another one.
 *
 * @param load a function to a promise
 * @returns {data, problem, reload, set}: data undefined until there is an answer, and the one before while a new one is asked for
 */
export function useData(load, on = []) {
  const [state, setState] = useState({});
  const turn = useRef(0);
  const reload = async () => {
    const mine = ++turn.current;
    try {
      const data = await load();
      if (mine === turn.current) setState({ data });
    } catch (error) {
      if (mine === turn.current) setState((old) => ({ data: old.data, problem: error.message }));
    }
  };
  const set = (data) => {
    turn.current += 1;
    setState({ data });
  };
  useEffect(() => {
    reload();
    return () => { turn.current += 1; };
  }, on);
  return { ...state, reload, set };
}

/**
 * A list that comes in pages.
 *
 * @param path with its query but for the cursor; null: nothing is asked for
 * @returns {rows, next, problem, more, reload, change}: rows undefined until the first page is there; next: whether there are more;
 *     change of(function from rows to rows) for what is known to have changed
 */
export function usePages(path) {
  const [state, setState] = useState({});
  const turn = useRef(0);
  const ask = async (cursor, rows) => {
    const mine = ++turn.current;
    try {
      const separator = path.includes("?") ? "&" : "?";
      const response = await call("GET", cursor ? `${path}${separator}before=${encodeURIComponent(cursor)}` : path, undefined, { raw: true });
      const page = await response.json();
      if (mine === turn.current) setState({ rows: [...rows, ...page], next: response.headers.get("X-Next-Cursor") });
    } catch (error) {
      if (mine === turn.current) setState((old) => ({ ...old, problem: error.message }));
    }
  };
  useEffect(() => {
    if (path) ask(null, []);
    return () => { turn.current += 1; };
  }, [path]);
  return {
    ...state,
    more: () => ask(state.next, state.rows),
    reload: () => ask(null, []),
    change: (work) => setState((old) => ({ ...old, rows: work(old.rows || []) })),
  };
}

/** Runs `work` every so often while `on`, and somebody looks. */
export function useEvery(milliseconds, on, work) {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (!on) return undefined;
    const timer = setInterval(() => document.hidden || latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds, on]);
}
