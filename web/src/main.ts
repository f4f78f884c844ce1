import { mount } from "svelte";
import App from "./App.svelte";
import "maplibre-gl/dist/maplibre-gl.css";
import "./app.css";
import { EmbeddedSource } from "./lib/embedded";
import { Desk } from "./lib/desk.svelte";
import { Problem, ServiceSource } from "./lib/service";
import type { Overview, Source } from "./lib/source";
import { View } from "./lib/view.svelte";
import LoginPage from "./parts/LoginPage.svelte";

const target = document.getElementById("app")!;

/** The masthead is on the screen, or nobody looks. */
const painted = (): Promise<unknown> =>
  Promise.race([new Promise((done) => requestAnimationFrame(() => setTimeout(done))), new Promise((done) => setTimeout(done, 100))]);

/** report.html holds its data; the same page from a service asks for it. */
async function start(): Promise<void> {
  if (document.getElementById("marsad-data")) {
    await painted();
    const source = EmbeddedSource.fromPage();
    return open(source, await source.overview(null), null);
  }
  const source = new ServiceSource();
  const desk = new Desk(source);
  const met = desk.meet();
  try {
    // Asked at once, not one after the other; what the map answers to a stranger is told below.
    const [overview] = await Promise.all([source.overview(null), met]);
    open(source, overview, desk);
  } catch (error) {
    await met;
    if (!(error instanceof Problem) || (error.status !== 401 && error.status !== 403)) throw error;
    document.title = "Log in";
    target.textContent = "";
    mount(LoginPage, { target, props: { desk } });
  }
}

function open(source: Source, overview: Overview, desk: Desk | null): void {
  document.title = overview.title;
  target.textContent = "";
  mount(App, { target, props: { view: new View(source, overview, desk) } });
}

start().catch((error: unknown) => {
  target.setAttribute("role", "alert");
  target.className = "failure";
  target.textContent = error instanceof Error ? error.message : String(error);
  throw error;
});
