/**
 * The texts of `<secure-form>`: the title of its frame for screen readers (WCAG 2.4.1, technique H64), its text while the frame
 * loads, and its fallback.
 */
import { textsIn } from './texts-in.ts'

export interface FormTexts {
  readonly title: string
  readonly loading: string
  readonly unavailable: string
  readonly damaged: string
  readonly newTab: string
}

const texts = {
  en: {
    title: 'Secure form',
    loading: 'Opening the form…',
    unavailable: 'The secure form can’t be shown here right now.',
    damaged: 'The link to this form is damaged. Please ask for a new one.',
    newTab: 'Open in a new tab',
  },
  de: {
    title: 'Sicheres Formular',
    loading: 'Formular wird geöffnet …',
    unavailable: 'Das sichere Formular kann hier gerade nicht angezeigt werden.',
    damaged: 'Der Link zu diesem Formular ist beschädigt. Bitte fordern Sie einen neuen an.',
    newTab: 'In neuem Tab öffnen',
  },
  fr: {
    title: 'Formulaire sécurisé',
    loading: 'Ouverture du formulaire…',
    unavailable: 'Le formulaire sécurisé ne peut pas s’afficher ici pour le moment.',
    damaged: 'Le lien vers ce formulaire est endommagé. Veuillez en demander un nouveau.',
    newTab: 'Ouvrir dans un nouvel onglet',
  },
  es: {
    title: 'Formulario seguro',
    loading: 'Abriendo el formulario…',
    unavailable: 'El formulario seguro no se puede mostrar aquí en este momento.',
    damaged: 'El enlace a este formulario está dañado. Solicite uno nuevo.',
    newTab: 'Abrir en una pestaña nueva',
  },
  it: {
    title: 'Modulo sicuro',
    loading: 'Apertura del modulo…',
    unavailable: 'Al momento il modulo sicuro non può essere visualizzato qui.',
    damaged: 'Il link a questo modulo è danneggiato. Ne richieda uno nuovo.',
    newTab: 'Apri in una nuova scheda',
  },
  pt: {
    title: 'Formulário seguro',
    loading: 'Abrindo o formulário…',
    unavailable: 'Não é possível mostrar o formulário seguro aqui neste momento.',
    damaged: 'O link para este formulário está danificado. Peça um novo.',
    newTab: 'Abrir em uma nova aba',
  },
  nl: {
    title: 'Beveiligd formulier',
    loading: 'Het formulier wordt geopend…',
    unavailable: 'Het beveiligde formulier kan hier nu niet worden weergegeven.',
    damaged: 'De link naar dit formulier is beschadigd. Vraag om een nieuwe link.',
    newTab: 'Openen in een nieuw tabblad',
  },
  pl: {
    title: 'Bezpieczny formularz',
    loading: 'Otwieranie formularza…',
    unavailable: 'Nie można teraz wyświetlić tutaj bezpiecznego formularza.',
    damaged: 'Link do tego formularza jest uszkodzony. Poproś o nowy.',
    newTab: 'Otwórz w nowej karcie',
  },
  sv: {
    title: 'Säkert formulär',
    loading: 'Formuläret öppnas …',
    unavailable: 'Det säkra formuläret kan inte visas här just nu.',
    damaged: 'Länken till formuläret är skadad. Be om en ny.',
    newTab: 'Öppna i en ny flik',
  },
  tr: {
    title: 'Güvenli form',
    loading: 'Form açılıyor…',
    unavailable: 'Güvenli form şu anda burada gösterilemiyor.',
    damaged: 'Bu formun bağlantısı hasarlı. Lütfen yeni bir bağlantı isteyin.',
    newTab: 'Yeni sekmede aç',
  },
  ja: {
    title: 'セキュアフォーム',
    loading: 'フォームを開いています…',
    unavailable: '現在、ここにセキュアフォームを表示できません。',
    damaged: 'このフォームのリンクは破損しています。新しいリンクをご依頼ください。',
    newTab: '新しいタブで開く',
  },
  ko: {
    title: '보안 양식',
    loading: '양식을 여는 중입니다…',
    unavailable: '지금은 여기에 보안 양식을 표시할 수 없습니다.',
    damaged: '이 양식의 링크가 손상되었습니다. 새 링크를 요청해 주세요.',
    newTab: '새 탭에서 열기',
  },
  zh: {
    title: '安全表单',
    loading: '正在打开表单…',
    unavailable: '目前无法在此处显示安全表单。',
    damaged: '此表单的链接已损坏，请索取新的链接。',
    newTab: '在新标签页中打开',
  },
  ar: {
    title: 'نموذج آمن',
    loading: 'جارٍ فتح النموذج…',
    unavailable: 'يتعذر عرض النموذج الآمن هنا في الوقت الحالي.',
    damaged: 'الرابط إلى هذا النموذج تالف. يرجى طلب رابط جديد.',
    newTab: 'الفتح في علامة تبويب جديدة',
  },
  he: {
    title: 'טופס מאובטח',
    loading: 'הטופס נפתח…',
    unavailable: 'לא ניתן להציג כאן את הטופס המאובטח כרגע.',
    damaged: 'הקישור לטופס הזה פגום. נא לבקש קישור חדש.',
    newTab: 'פתיחה בכרטיסייה חדשה',
  },
  uk: {
    title: 'Захищена форма',
    loading: 'Форма відкривається…',
    unavailable: 'Зараз захищену форму неможливо показати тут.',
    damaged: 'Посилання на цю форму пошкоджене. Попросіть надіслати нове.',
    newTab: 'Відкрити в новій вкладці',
  },
} as const satisfies Record<string, FormTexts>

/** Returns the texts in the base language of `locale`, or in English. */
export const formTextsFor = (locale: string) => textsIn<FormTexts>(texts, locale, texts.en)
