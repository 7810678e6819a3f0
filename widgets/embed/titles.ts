/** The frames' titles for screen readers, in the language of the embedding page (WCAG 2.4.1, technique H64). */

interface Titles {
  readonly form: string
  readonly panel: string
}

const english: Titles = { form: 'Secure form', panel: 'Secure forms of this conversation' }

const titles: ReadonlyMap<string, Titles> = new Map([
  ['en', english],
  ['de', { form: 'Sicheres Formular', panel: 'Sichere Formulare dieses Chats' }],
  ['fr', { form: 'Formulaire sécurisé', panel: 'Formulaires sécurisés de cette conversation' }],
  ['es', { form: 'Formulario seguro', panel: 'Formularios seguros de esta conversación' }],
  ['it', { form: 'Modulo sicuro', panel: 'Moduli sicuri di questa conversazione' }],
  ['pt', { form: 'Formulário seguro', panel: 'Formulários seguros desta conversa' }],
  ['nl', { form: 'Beveiligd formulier', panel: 'Beveiligde formulieren van dit gesprek' }],
  ['pl', { form: 'Bezpieczny formularz', panel: 'Bezpieczne formularze tej rozmowy' }],
  ['sv', { form: 'Säkert formulär', panel: 'Säkra formulär i den här konversationen' }],
  ['tr', { form: 'Güvenli form', panel: 'Bu görüşmenin güvenli formları' }],
  ['ja', { form: 'セキュアフォーム', panel: 'この会話のセキュアフォーム' }],
  ['ko', { form: '보안 양식', panel: '이 대화의 보안 양식' }],
  ['zh', { form: '安全表单', panel: '此会话的安全表单' }],
  ['ar', { form: 'نموذج آمن', panel: 'النماذج الآمنة لهذه المحادثة' }],
  ['he', { form: 'טופס מאובטח', panel: 'הטפסים המאובטחים של שיחה זו' }],
  ['uk', { form: 'Захищена форма', panel: 'Захищені форми цієї розмови' }],
])

/** Returns the titles in the base language of `locale`, or the English titles if there are none in this language. */
export const titlesFor = (locale: string): Titles => titles.get(locale.toLowerCase().split('-')[0] ?? '') ?? english

/** Returns the `lang` of the element or of its nearest ancestor that has one. */
export const inheritedLanguage = (element: HTMLElement): string =>
  element.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang
