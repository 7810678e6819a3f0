/** The texts of `<secure-form-agent>`: the title of its frame for screen readers (WCAG 2.4.1, technique H64) and its fallback. */
import { textsIn } from './texts-in.ts'

export interface PanelTexts {
  readonly title: string
  readonly unavailable: string
}

const texts = {
  en: {
    title: 'Secure forms of this conversation',
    unavailable: 'The secure forms can’t be shown here right now.',
  },
  de: {
    title: 'Sichere Formulare dieses Chats',
    unavailable: 'Die sicheren Formulare können hier gerade nicht angezeigt werden.',
  },
  fr: {
    title: 'Formulaires sécurisés de cette conversation',
    unavailable: 'Les formulaires sécurisés ne peuvent pas s’afficher ici pour le moment.',
  },
  es: {
    title: 'Formularios seguros de esta conversación',
    unavailable: 'Los formularios seguros no se pueden mostrar aquí en este momento.',
  },
  it: {
    title: 'Moduli sicuri di questa conversazione',
    unavailable: 'Al momento i moduli sicuri non possono essere visualizzati qui.',
  },
  pt: {
    title: 'Formulários seguros desta conversa',
    unavailable: 'Não é possível mostrar os formulários seguros aqui neste momento.',
  },
  nl: {
    title: 'Beveiligde formulieren van dit gesprek',
    unavailable: 'De beveiligde formulieren kunnen hier nu niet worden weergegeven.',
  },
  pl: {
    title: 'Bezpieczne formularze tej rozmowy',
    unavailable: 'Nie można teraz wyświetlić tutaj bezpiecznych formularzy.',
  },
  sv: {
    title: 'Säkra formulär i den här konversationen',
    unavailable: 'De säkra formulären kan inte visas här just nu.',
  },
  tr: {
    title: 'Bu görüşmenin güvenli formları',
    unavailable: 'Güvenli formlar şu anda burada gösterilemiyor.',
  },
  ja: {
    title: 'この会話のセキュアフォーム',
    unavailable: '現在、ここにセキュアフォームを表示できません。',
  },
  ko: {
    title: '이 대화의 보안 양식',
    unavailable: '지금은 여기에 보안 양식을 표시할 수 없습니다.',
  },
  zh: {
    title: '此会话的安全表单',
    unavailable: '目前无法在此处显示安全表单。',
  },
  ar: {
    title: 'النماذج الآمنة لهذه المحادثة',
    unavailable: 'يتعذر عرض النماذج الآمنة هنا في الوقت الحالي.',
  },
  he: {
    title: 'הטפסים המאובטחים של שיחה זו',
    unavailable: 'לא ניתן להציג כאן את הטפסים המאובטחים כרגע.',
  },
  uk: {
    title: 'Захищені форми цієї розмови',
    unavailable: 'Зараз захищені форми неможливо показати тут.',
  },
} as const satisfies Record<string, PanelTexts>

/** Returns the texts in the base language of `locale`, or in English. */
export const panelTextsFor = (locale: string) => textsIn<PanelTexts>(texts, locale, texts.en)
