import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;

/**
 * Moves what a suite has made so far out of the young generation: twice survived is moved. The collector would do so on the time
 * of what is measured next. The engine's own garbage, young and old, stays to be collected when its turn comes.
 */
export function age(): void {
  collect({ type: 'minor' });
  collect({ type: 'minor' });
}
