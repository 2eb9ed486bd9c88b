/**
 * EventStoreDB's protocol as the client package publishes it. The one place that names its generated files, for the adapter
 * and for what we serve ourselves; the package's successor has the same messages under other names.
 */
export {
  StreamsClient,
  StreamsService,
  type IStreamsServer,
} from '@eventstore/db-client/generated/streams_grpc_pb';
export {
  ServerFeaturesService,
  type IServerFeaturesServer,
} from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
export { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
export {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
export * as shared from '@eventstore/db-client/generated/shared_pb';
export { Status as RpcStatus } from '@eventstore/db-client/generated/status_pb';
export { Code as RpcCode } from '@eventstore/db-client/generated/code_pb';
