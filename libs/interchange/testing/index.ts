export { FakeEngine, type Failure, type Received } from './fake-engine';
export { ImportHarness, nothing, shopMapping, smallShop, type ShopFiles } from './import-harness';
