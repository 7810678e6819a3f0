/** The half of `measured-process.ts` that runs in the measured process. */

/** Reports that the process is ready. From then on, answers each message with the CPU time. Ends with its parent. */
export const reportCpu = (ready: { readonly origin: string; readonly databaseEndpoint?: string | undefined }): void => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicroseconds: user + system })
  })
  process.send?.(ready)
}
