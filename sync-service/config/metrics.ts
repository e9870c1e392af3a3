/** What has been counted since the process started; see `docs/sync-service.md`. */
export class Metrics {
  dataReplicatedBytes = 0
  rowsReplicated = 0
  transactionsReplicated = 0
  chunksReplicated = 0
  dataSyncedBytes = 0
  operationsSynced = 0
  concurrentConnections = 0
}
