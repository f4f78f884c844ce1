/** Colours of the base map. */

export interface Colours {
  sea: string;
  land: string;
  border: string;
  coast: string;
}
export const COLOURS: Record<"light" | "dark", Colours> = {
  light: { sea: "#dfe7ec", land: "#f6f3ec", border: "#a39c8c", coast: "#b9c6cf" },
  dark: { sea: "#0f1720", land: "#23272e", border: "#69707c", coast: "#3a4653" },
};
