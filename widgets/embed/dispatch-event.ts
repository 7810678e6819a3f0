import type { FormEvent, PanelEvent } from './event-filter.ts'

/**
 * Dispatches an event of an embedding element asynchronously, so that code that has just inserted the element can add its
 * listeners first.
 */
export const dispatchFrameEvent = (element: HTMLElement, { event, ...detail }: FormEvent | PanelEvent): void =>
  queueMicrotask(() => element.dispatchEvent(new CustomEvent(event, { detail })))
