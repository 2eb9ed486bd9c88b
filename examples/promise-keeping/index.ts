import { PromiseKeepingController } from './promise-keeping.controller';

export { promiseKeeping as definition } from './promise-keeping.projection';
export const controllers = [PromiseKeepingController];
