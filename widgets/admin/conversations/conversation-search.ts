/** A field for the id of a conversation, with a button that searches for it. */
import { ConversationId } from '../../../contracts/identifiers.ts'
import { textField } from '../form/field.ts'
import { createForm, type Form } from '../form/form.ts'
import { messages } from '../messages/current.ts'

export interface ConversationSearch {
  readonly form: Form
  /** Searches for the conversation in this text, as if the person had typed it. */
  searchFor(text: string): Promise<void>
}

export const conversationSearch = (
  press: string,
  search: (conversationId: ConversationId, form: Form) => Promise<void>,
): ConversationSearch => {
  const field = textField({ name: 'conversationId', ...messages.conversation, value: '' })
  const submit = async () => {
    const conversationId = ConversationId.safeParse(field.input.value.trim())
    if (!conversationId.success) return form.showErrors([{ field: 'conversationId', code: 'bad-format' }])
    form.showErrors([])
    await search(conversationId.data, form)
  }
  const form = createForm({ save: press, fields: () => [field], content: [field.root], submit })
  form.root.classList.add('one-field')
  return {
    form,
    async searchFor(text) {
      field.input.value = text
      await submit()
    },
  }
}
