/** Fills the section that *Send a form* opens: with the picker, or with the reason why there is none. */
import { button, element } from '../../shared/dom.ts'
import type { PanelView } from '../panel-view.ts'
import { createTemplatePicker, type TemplatePickerPorts } from './template-picker.ts'

export interface OfferTemplatesPorts extends Omit<TemplatePickerPorts, 'announce' | 'sent'> {
  readonly view: Pick<PanelView, 'announce' | 'setSending' | 'closeSending' | 'hideSending' | 'showNotice'>
  readonly signal: AbortSignal
}

/** `listed` are the templates, if they have already been requested. */
export const offerTemplates = async (
  ports: OfferTemplatesPorts,
  listed = ports.templates.listEnabled(),
): Promise<void> => {
  const { view, signal, messages } = ports
  const reply = await listed
  if (signal.aborted) return
  if (reply.outcome === 'refused' && reply.code === 'not-permitted') {
    view.showNotice(messages.notPermitted, 'warn')
    return view.hideSending()
  }
  if (reply.outcome !== 'done') {
    const retry = button(messages.lookAgain, () => void offerTemplates(ports))
    const root = element('div', { class: 'picker' }, element('p', {}, messages.templatesUnreachable), retry)
    return view.setSending({ root, focus: () => retry.focus() })
  }
  const { announce, closeSending } = view
  view.setSending(createTemplatePicker(reply.value, { ...ports, announce, sent: closeSending }))
}
