/** Notifies the desktop of the status and the progress of a form. The messages contain no answers. */
import type { AgentFrameMessage } from '../../shared/frame-messages.ts'
import type { PanelForm } from './conversation-forms.ts'

const names = { opened: 'opened', submitted: 'submitted', declined: 'declined', expired: 'expired' } as const

const isNamed = (status: string): status is keyof typeof names => Object.hasOwn(names, status)

export const notifyDesktop = (
  { formId, status, progress }: PanelForm,
  before: PanelForm,
  post: (message: AgentFrameMessage) => void,
): void => {
  if (status !== before.status && isNamed(status)) {
    post({ sealform: 'v1', message: 'event', event: names[status], formId })
  }
  if (progress !== undefined && progress !== before.progress) {
    post({ sealform: 'v1', message: 'event', event: 'progress', formId, questions: progress })
  }
}
