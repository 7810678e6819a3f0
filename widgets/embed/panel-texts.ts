/**
 * The texts of `<secure-form-agent>`: the title of its frame for screen readers (WCAG 2.4.1, technique H64), its text while the
 * frame loads, and its fallback.
 */
import { textsIn } from './texts-in.ts'

export interface PanelTexts {
  readonly title: string
  readonly loading: string
  readonly unavailable: string
}

const texts = {
  en: {
    title: 'Secure forms of this conversation',
    loading: 'Loading forms…',
    unavailable: 'The secure forms can’t be shown here right now.',
  },
  de: {
    title: 'Sichere Formulare dieses Chats',
    loading: 'Formulare werden geladen …',
    unavailable: 'Die sicheren Formulare können hier gerade nicht angezeigt werden.',
  },
  fr: {
    title: 'Formulaires sécurisés de cette conversation',
    loading: 'Chargement des formulaires…',
    unavailable: 'Les formulaires sécurisés ne peuvent pas s’afficher ici pour le moment.',
  },
  es: {
    title: 'Formularios seguros de esta conversación',
    loading: 'Cargando formularios…',
    unavailable: 'Los formularios seguros no se pueden mostrar aquí en este momento.',
  },
  it: {
    title: 'Moduli sicuri di questa conversazione',
    loading: 'Caricamento dei moduli…',
    unavailable: 'Al momento i moduli sicuri non possono essere visualizzati qui.',
  },
  pt: {
    title: 'Formulários seguros desta conversa',
    loading: 'Carregando formulários…',
    unavailable: 'Não é possível mostrar os formulários seguros aqui neste momento.',
  },
  nl: {
    title: 'Beveiligde formulieren van dit gesprek',
    loading: 'Formulieren laden…',
    unavailable: 'De beveiligde formulieren kunnen hier nu niet worden weergegeven.',
  },
  pl: {
    title: 'Bezpieczne formularze tej rozmowy',
    loading: 'Ładowanie formularzy…',
    unavailable: 'Nie można teraz wyświetlić tutaj bezpiecznych formularzy.',
  },
  sv: {
    title: 'Säkra formulär i den här konversationen',
    loading: 'Hämtar formulär…',
    unavailable: 'De säkra formulären kan inte visas här just nu.',
  },
  tr: {
    title: 'Bu görüşmenin güvenli formları',
    loading: 'Formlar yükleniyor…',
    unavailable: 'Güvenli formlar şu anda burada gösterilemiyor.',
  },
  ja: {
    title: 'この会話のセキュアフォーム',
    loading: 'フォームを読み込んでいます…',
    unavailable: '現在、ここにセキュアフォームを表示できません。',
  },
  ko: {
    title: '이 대화의 보안 양식',
    loading: '양식을 불러오는 중…',
    unavailable: '지금은 여기에 보안 양식을 표시할 수 없습니다.',
  },
  zh: {
    title: '此会话的安全表单',
    loading: '正在加载表单…',
    unavailable: '目前无法在此处显示安全表单。',
  },
  ar: {
    title: 'النماذج الآمنة لهذه المحادثة',
    loading: 'جارٍ تحميل النماذج…',
    unavailable: 'يتعذر عرض النماذج الآمنة هنا في الوقت الحالي.',
  },
  he: {
    title: 'הטפסים המאובטחים של שיחה זו',
    loading: 'הטפסים נטענים…',
    unavailable: 'לא ניתן להציג כאן את הטפסים המאובטחים כרגע.',
  },
  uk: {
    title: 'Захищені форми цієї розмови',
    loading: 'Завантаження форм…',
    unavailable: 'Зараз захищені форми неможливо показати тут.',
  },
} as const satisfies Record<string, PanelTexts>

/** Returns the texts in the base language of `locale`, or in English. */
export const panelTextsFor = (locale: string) => textsIn<PanelTexts>(texts, locale, texts.en)
