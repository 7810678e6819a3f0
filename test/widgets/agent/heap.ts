/** What is in a frame's memory, as the browser's own profiler sees it after it has collected its garbage. */
import type { CDPSession, Frame } from 'playwright-core'

const sessionOf = async (frame: Frame): Promise<CDPSession> => {
  const context = frame.page().context()
  try {
    return await context.newCDPSession(frame)
  } catch {
    // A frame in the process of its page has no session of its own: the page's sees both.
    return context.newCDPSession(frame.page())
  }
}

/** The heap, whole, as text. */
export const heapOf = async (frame: Frame): Promise<string> => {
  const session = await sessionOf(frame)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}
