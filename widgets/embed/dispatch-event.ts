import type { AgentFrameEvent, VisitorFrameEvent } from '../shared/frame-messages.ts'

type FrameEvent<Message> = Message extends { event: string } ? Omit<Message, 'sealform' | 'message'> : never

/** A moment later, so that whoever has just put the element there has its listeners on. */
export const dispatchFrameEvent = (
  element: HTMLElement,
  { event, ...detail }: FrameEvent<VisitorFrameEvent | AgentFrameEvent>,
): void => queueMicrotask(() => element.dispatchEvent(new CustomEvent(event, { detail })))
