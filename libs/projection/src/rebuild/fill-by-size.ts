import type { Fill } from './fill';

/** Logs of fewer than `events` are built here, at once: another thread takes longer to start than they take to build. */
export const fillBySize =
  (events: number, here: Fill, elsewhere: Fill = here): Fill =>
  (request) =>
    (request.progress.total < events ? here : elsewhere)(request);
