/** The story's time: eighteen months of an invented shop, all of it in the past. */
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

export const storyBegins = Date.UTC(2024, 0, 8, 8);
/** The last moment anything is known of; what would come later is left out of the log. */
export const storyEnds = Date.UTC(2025, 5, 30, 16);
/** From here on the chat desk sends "quick answers": a prepared text within minutes. */
export const quickAnswersBegin = Date.UTC(2025, 1, 3, 8);

export const instant = (millis: number): string => new Date(millis).toISOString();
export const date = (millis: number): string => instant(millis).slice(0, 10);
