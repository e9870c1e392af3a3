/**
 * The embedded server's settings. They are given at every start, so a newer Driftless brings newer ones along.
 * @param durable false for tests that kill no machine: commits do not wait for the disk.
 */
export function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    // One machine, one owner: no other host, no socket in /tmp that other accounts could connect to.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '128MB',
    // The sync service reads the write-ahead log. What it has not read is kept, but never more than would fill a small
    // disk: past that the slot is lost and the service reads all tables anew.
    wal_level: 'logical',
    max_wal_senders: 8,
    max_replication_slots: 8,
    max_slot_wal_keep_size: '2GB',
    // Transactions larger than this are written to disk while they are decoded.
    logical_decoding_work_mem: '16MB',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    // Small queries by primary key: neither of these ever pays, and workers need more shared memory than containers give.
    jit: 'off',
    max_parallel_workers_per_gather: 0,
    // The log names statements and rows of nobody.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '',
    logging_collector: 'off',
    log_destination: 'stderr',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
