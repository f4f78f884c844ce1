import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { EmbeddedSource } from "./lib/source";
import { View } from "./lib/view.svelte";

const target = document.getElementById("app")!;
try {
  const source = EmbeddedSource.fromPage();
  const overview = await source.overview();
  document.title = overview.title;
  mount(App, { target, props: { view: new View(source, overview) } });
} catch (error) {
  target.setAttribute("role", "alert");
  target.className = "failure";
  target.textContent = error instanceof Error ? error.message : String(error);
  throw error;
}
