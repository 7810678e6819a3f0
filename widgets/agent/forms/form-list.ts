/** The cards of all forms in the conversation. The newest form is at the top. */
import type { FormId } from '../../../contracts/identifiers.ts'
import type { Template } from '../../../contracts/template.ts'
import { scrollMessage } from '../../shared/frame-messages.ts'
import type { Desktop } from '../desktop.ts'
import type { PanelView } from '../panel-view.ts'
import type { CardState } from './card-state.ts'
import type { PanelForm } from './conversation-forms.ts'
import { createFormCard, type FormCard, type FormCardPorts, type NoticeKind } from './form-card.ts'

export interface FormListPorts extends FormCardPorts {
  readonly view: Pick<PanelView, 'addCard' | 'announce' | 'isInUse'>
  readonly postToDesktop: Desktop['post']
}

export interface FormList {
  add(form: PanelForm): void
  show(form: PanelForm, state: CardState, template: Template | undefined): void
  /** Shows a notice on a form's card and announces it. An empty text removes the notice. */
  showNotice(formId: FormId, text: string, kind: NoticeKind): void
  answersElementOf(formId: FormId): HTMLElement
  /** Scrolls a form's card into view, unless the agent is choosing a form or typing in the panel. */
  bringIntoView(formId: FormId): void
}

export const createFormList = ({ view, postToDesktop, ...cardPorts }: FormListPorts): FormList => {
  const cards = new Map<FormId, FormCard>()
  return {
    add(form) {
      const card = createFormCard(form, cardPorts)
      cards.set(form.formId, card)
      view.addCard(card.root)
    },
    show: (form, state, template) => cards.get(form.formId)?.show(form, state, template),
    showNotice(formId, text, kind) {
      cards.get(formId)?.showNotice(text, kind)
      if (text !== '') view.announce(text)
    },
    answersElementOf: (formId) => cards.get(formId)?.answers ?? document.createElement('div'),
    bringIntoView(formId) {
      const root = cards.get(formId)?.root
      if (root === undefined || view.isInUse()) return
      // The frame may scroll, or it is as high as its content and the desktop scrolls.
      root.scrollIntoView({ block: 'nearest' })
      postToDesktop(scrollMessage(Math.max(0, root.getBoundingClientRect().top + window.scrollY)))
    },
  }
}
