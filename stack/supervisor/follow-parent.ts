// Loaded into every child before its own code: the channel to the supervisor closes when that is killed, and then the child ends too.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 5_000).unref()
})
process.channel?.unref()
