/**
 * The terms of the visitor's messages: one term for one thing in each language. A term is written as messages contain it,
 * or as the part that all its forms have. A test compares the messages with the terms, and an export for translators
 * contains them as notes.
 */
import type { PageLocale } from '../../shared/page-locales.ts'

export interface Terms {
  readonly form: string
  readonly link: string
  readonly chat: string
  /** The person who sent the form. */
  readonly agent: string
  readonly answer: string
  /** On the button that shows all answers before they are sent. */
  readonly review: string
  readonly send: string
  readonly decline: string
  /** What the agent does to a form. */
  readonly cancel: string
  /** What a form or a card does when its time is over. */
  readonly expire: string
  readonly receiptNumber: string
  readonly cardNumber: string
  readonly expiryDate: string
  readonly securityCode: string
  /** Of an answer that is off the record. */
  readonly neverStored: string
}

interface Glossary {
  readonly terms: Terms
  /**
   * Other words for the same things, and words of earlier translations. No message contains them, or a word that begins
   * with one of them.
   */
  readonly notUsed: readonly string[]
}

// biome-ignore format: one language is a few lines, so that a native speaker can read it at once.
export const glossary: Readonly<Record<PageLocale, Glossary>> = {
  en: {
    terms: {
      form: 'form', link: 'link', chat: 'chat', agent: 'agent', answer: 'answer',
      review: 'review', send: 'send', decline: 'decline', cancel: 'cancel', expire: 'expire',
      receiptNumber: 'receipt number', cardNumber: 'card number', expiryDate: 'expiry date',
      securityCode: 'security code', neverStored: 'never stored',
    },
    notUsed: ['conversation', 'off the record', 'sealed', 'rather not', 'refuse', 'submit', 'e-mail', 'please'],
  },
  de: {
    terms: {
      form: 'Formular', link: 'Link', chat: 'Chat', agent: 'Ansprechperson', answer: 'Angaben',
      review: 'Übersicht', send: 'senden', decline: 'ablehnen', cancel: 'zurückgezogen', expire: 'abgelaufen',
      receiptNumber: 'Bestätigungsnummer', cardNumber: 'Kartennummer', expiryDate: 'gültig',
      securityCode: 'Prüfnummer', neverStored: 'nie gespeichert',
    },
    notUsed: [
      'Gespräch', 'Unterhaltung', 'lieber nicht', 'freiwillig', 'aufgezeichnet', 'versiegelt', 'schicken', 'geschickt',
      'absenden', 'Sicherheitscode', 'Ablaufdatum', 'Verbergen', 'Schaltfläche', 'drücken', 'Vorgangsnummer',
    ],
  },
  fr: {
    terms: {
      form: 'formulaire', link: 'lien', chat: 'chat', agent: 'conseiller', answer: 'réponse',
      review: 'Vérifier', send: 'Envoyer', decline: 'Refuser', cancel: 'annulé', expire: 'expiré',
      receiptNumber: 'numéro de confirmation', cardNumber: 'numéro de carte', expiryDate: 'date d’expiration',
      securityCode: 'code de sécurité', neverStored: 'jamais enregistré',
    },
    notUsed: [
      'conversation', 'interlocuteur', 'agent', 'préfère', 'scellé', 'cryptogramme', 'transmis', 'veuillez', 'décliner',
    ],
  },
  es: {
    terms: {
      form: 'formulario', link: 'enlace', chat: 'chat', agent: 'agente', answer: 'respuestas',
      review: 'Revisar', send: 'Enviar', decline: 'Rechazar', cancel: 'cancelado', expire: 'caducado',
      receiptNumber: 'número de confirmación', cardNumber: 'número de tarjeta', expiryDate: 'fecha de caducidad',
      securityCode: 'código de seguridad', neverStored: 'nunca se guarda',
    },
    notUsed: ['conversación', 'prefiero no', 'sellad', 'vencimiento', 'ordenador'],
  },
  it: {
    terms: {
      form: 'modulo', link: 'link', chat: 'chat', agent: 'operatore', answer: 'risposte',
      review: 'Controlla', send: 'Invia', decline: 'Rifiuta', cancel: 'annullato', expire: 'scaduto',
      receiptNumber: 'numero di ricevuta', cardNumber: 'numero della carta', expiryDate: 'data di scadenza',
      securityCode: 'codice di sicurezza', neverStored: 'mai conservata',
    },
    notUsed: ['conversazione', 'preferisco', 'sigillat', 'formulario'],
  },
  pt: {
    terms: {
      form: 'formulário', link: 'link', chat: 'chat', agent: 'atendente', answer: 'respostas',
      review: 'Revisar', send: 'Enviar', decline: 'Recusar', cancel: 'cancelou', expire: 'expirou',
      receiptNumber: 'número de confirmação', cardNumber: 'número do cartão', expiryDate: 'data de validade',
      securityCode: 'código de segurança', neverStored: 'nunca é guardada',
    },
    notUsed: ['conversa', 'prefiro', 'selad'],
  },
  nl: {
    terms: {
      form: 'formulier', link: 'link', chat: 'chat', agent: 'medewerker', answer: 'antwoorden',
      review: 'Controleren', send: 'Versturen', decline: 'Weigeren', cancel: 'geannuleerd', expire: 'verlopen',
      receiptNumber: 'ontvangstnummer', cardNumber: 'kaartnummer', expiryDate: 'vervaldatum',
      securityCode: 'beveiligingscode', neverStored: 'nooit bewaard',
    },
    notUsed: ['gesprek', 'liever niet', 'verzegeld'],
  },
  pl: {
    terms: {
      form: 'formularz', link: 'link', chat: 'czat', agent: 'konsultant', answer: 'odpowiedzi',
      review: 'Sprawdź', send: 'Wyślij', decline: 'Odmów', cancel: 'anulował', expire: 'wygasł',
      receiptNumber: 'numer potwierdzenia', cardNumber: 'numer karty', expiryDate: 'ważności',
      securityCode: 'kod bezpieczeństwa', neverStored: 'nigdy nie',
    },
    notUsed: ['rozmow', 'wolę nie', 'zapieczętow', 'zabezpieczając'],
  },
  sv: {
    terms: {
      form: 'formulär', link: 'länk', chat: 'chatt', agent: 'handläggare', answer: 'svar',
      review: 'Granska', send: 'Skicka', decline: 'Avböj', cancel: 'avbrutit', expire: 'gått ut',
      receiptNumber: 'kvittonummer', cardNumber: 'kortnummer', expiryDate: 'giltig',
      securityCode: 'säkerhetskod', neverStored: 'sparas aldrig',
    },
    notUsed: ['konversation', 'samtal', 'helst inte', 'förseglad'],
  },
  tr: {
    terms: {
      form: 'form', link: 'bağlantı', chat: 'sohbet', agent: 'temsilci', answer: 'yanıt',
      review: 'Gözden geçir', send: 'Gönder', decline: 'Reddet', cancel: 'iptal', expire: 'süresi doldu',
      receiptNumber: 'makbuz numarası', cardNumber: 'kart numara', expiryDate: 'son kullanma tarihi',
      securityCode: 'güvenlik kodu', neverStored: 'saklanmaz',
    },
    notUsed: ['görüşme', 'mühürlü', 'cevap'],
  },
  ja: {
    terms: {
      form: 'フォーム', link: 'リンク', chat: 'チャット', agent: '担当者', answer: '回答',
      review: '確認', send: '送信', decline: '断', cancel: '取り消', expire: '期限',
      receiptNumber: '受付番号', cardNumber: 'カード番号', expiryDate: '有効期限',
      securityCode: 'セキュリティコード', neverStored: '保存されません',
    },
    notUsed: ['会話', '封印'],
  },
  ko: {
    terms: {
      form: '양식', link: '링크', chat: '채팅', agent: '상담원', answer: '답변',
      review: '검토', send: '보내기', decline: '거절', cancel: '취소', expire: '만료',
      receiptNumber: '접수 번호', cardNumber: '카드 번호', expiryDate: '유효기간',
      securityCode: '보안 코드', neverStored: '저장되지',
    },
    notUsed: ['대화', '유효 기간', '봉인'],
  },
  'zh-Hans': {
    terms: {
      form: '表单', link: '链接', chat: '聊天', agent: '客服', answer: '回答',
      review: '检查', send: '发送', decline: '拒绝', cancel: '取消', expire: '过期',
      receiptNumber: '回执编号', cardNumber: '卡号', expiryDate: '有效期',
      securityCode: '安全码', neverStored: '不会保存',
    },
    notUsed: ['会话', '封存'],
  },
  ar: {
    terms: {
      form: 'النموذج', link: 'الرابط', chat: 'المحادثة', agent: 'الموظف', answer: 'إجابات',
      review: 'مراجعة', send: 'إرسال', decline: 'رفض', cancel: 'ألغى', expire: 'انتهت',
      receiptNumber: 'رقم الإيصال', cardNumber: 'رقم البطاقة', expiryDate: 'تاريخ انتهاء',
      securityCode: 'رمز الأمان', neverStored: 'لا تُحفظ',
    },
    notUsed: ['دردشة', 'مختوم'],
  },
  he: {
    terms: {
      form: 'טופס', link: 'קישור', chat: 'צ׳אט', agent: 'נציג', answer: 'תשובות',
      review: 'בדיקה', send: 'שליחה', decline: 'סירוב', cancel: 'ביטל', expire: 'פג',
      receiptNumber: 'מספר אישור', cardNumber: 'מספר הכרטיס', expiryDate: 'תוקף',
      securityCode: 'אבטחה', neverStored: 'לא נשמר',
    },
    notUsed: ['שיחה', 'מעדיפים', 'חתום'],
  },
  uk: {
    terms: {
      form: 'форм', link: 'посилання', chat: 'чат', agent: 'оператор', answer: 'відповіді',
      review: 'Перевірити', send: 'Надіслати', decline: 'Відмовитися', cancel: 'скасував', expire: 'минув',
      receiptNumber: 'номер квитанції', cardNumber: 'номер картки', expiryDate: 'термін дії',
      securityCode: 'код безпеки', neverStored: 'не зберіга',
    },
    notUsed: ['розмов', 'запечатан'],
  },
}
