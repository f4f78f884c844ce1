import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { EmbeddedSource } from "./lib/embedded";
import { Desk } from "./lib/desk.svelte";
import { Problem, ServiceSource } from "./lib/service";
import type { Source } from "./lib/source";
import { View } from "./lib/view.svelte";
import LoginPage from "./parts/LoginPage.svelte";

const target = document.getElementById("app")!;

/** report.html holds its data; the same page from a service asks for it. */
async function start(): Promise<void> {
  if (document.getElementById("marsad-data")) return open(EmbeddedSource.fromPage(), null);
  const source = new ServiceSource();
  const desk = new Desk(source);
  await desk.meet();
  try {
    await open(source, desk);
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 401 && error.status !== 403)) throw error;
    document.title = "Log in";
    target.textContent = "";
    mount(LoginPage, { target, props: { desk } });
  }
}

async function open(source: Source, desk: Desk | null): Promise<void> {
  const overview = await source.overview(null);
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
