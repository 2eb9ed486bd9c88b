export { openBuilder, type Builder } from './builder';
export { policyFollower, policyPublished, type PolicyPublished } from './policy-follower';
export { prepareBuilds, type Prepared, type PrepareOptions } from './prepare';
export { fillInWorker } from './thread/fill-in-worker';
export { ThreadEntry } from './thread/thread-entry';
