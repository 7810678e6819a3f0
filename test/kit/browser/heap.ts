/** Reads a frame's memory with the browser's profiler, after a garbage collection. */
import type { CDPSession, Frame } from 'playwright-core'

const sessionOf = async (frame: Frame): Promise<CDPSession> => {
  const context = frame.page().context()
  try {
    return await context.newCDPSession(frame)
  } catch {
    // A frame that shares its page's process has no session of its own. The page's session covers both.
    return context.newCDPSession(frame.page())
  }
}

/** Returns a snapshot of the whole heap that contains the frame, as text. */
export const heapOf = async (frame: Frame): Promise<string> => {
  const session = await sessionOf(frame)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}
