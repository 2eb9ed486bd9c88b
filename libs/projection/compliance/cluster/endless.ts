import type { Fill } from '@rapport/projection';

/** Takes until it is broken off. */
export const endless: Fill = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('broken off')), { once: true });
  });
