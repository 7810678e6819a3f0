import type { AgentFrameEvent, VisitorFrameEvent } from '../shared/frame-messages.ts'

type FrameEvent<Message> = Message extends { event: string } ? Omit<Message, 'sealform' | 'message'> : never

/**
 * Dispatches an event of an embedding element asynchronously, so that code that has just inserted the element can add its
 * listeners first.
 */
export const dispatchFrameEvent = (
  element: HTMLElement,
  { event, ...detail }: FrameEvent<VisitorFrameEvent | AgentFrameEvent>,
): void => queueMicrotask(() => element.dispatchEvent(new CustomEvent(event, { detail })))
