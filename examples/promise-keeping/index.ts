export { promiseKeeping as definition } from './promise-keeping.projection';
export const controllers = async () => [
  (await import('./promise-keeping.controller.js')).PromiseKeepingController,
];
