/** A template with a question of every type, in English, German, Arabic and Japanese, for the tests of the visitor's page. */
const text = (en: string, de: string, ar: string, ja: string) => ({ en, de, ar, ja })

const plain = { required: true, masked: false, offTheRecord: false } as const

const brands = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel']

export const everyType = {
  templateId: 'every-type',
  defaultLocale: 'en',
  title: text('Everything at once', 'Alles auf einmal', 'كل شيء دفعة واحدة', 'すべての項目'),
  intro: text(
    'One question of every kind.',
    'Eine Frage jeder Art.',
    'سؤال واحد من كل نوع.',
    'すべての種類の質問です。',
  ),
  theme: { accent: '#0b57d0' },
  questions: [
    { ...plain, id: 'full-name', type: 'text', label: text('Full name', 'Name', 'الاسم الكامل', '氏名') },
    {
      ...plain,
      id: 'story',
      type: 'long-text',
      label: text('What happened?', 'Was ist passiert?', 'ماذا حدث؟', '何がありましたか'),
      maxLength: 400,
    },
    { ...plain, id: 'amount', type: 'number', label: text('Amount', 'Betrag', 'المبلغ', '金額') },
    { ...plain, id: 'email', type: 'email', label: text('Email', 'E-Mail', 'البريد الإلكتروني', 'メール') },
    { ...plain, id: 'phone', type: 'phone', label: text('Phone', 'Telefon', 'الهاتف', '電話番号') },
    {
      ...plain,
      id: 'date-of-birth',
      type: 'date',
      label: text('Date of birth', 'Geburtsdatum', 'تاريخ الميلاد', '生年月日'),
      latest: 'today',
    },
    {
      ...plain,
      id: 'agreed',
      type: 'yes-no',
      label: text('Do you agree?', 'Sind Sie einverstanden?', 'هل توافق؟', '同意しますか'),
    },
    {
      ...plain,
      required: false,
      id: 'colour',
      type: 'choice',
      label: text('Colour', 'Farbe', 'اللون', '色'),
      options: [
        { value: 'red', label: text('Red', 'Rot', 'أحمر', '赤') },
        { value: 'blue', label: text('Blue', 'Blau', 'أزرق', '青') },
      ],
    },
    {
      ...plain,
      id: 'brand',
      type: 'choice',
      label: text('Brand', 'Marke', 'العلامة', '銘柄'),
      options: brands.map((name) => ({ value: name.toLowerCase(), label: text(name, name, name, name) })),
    },
    {
      ...plain,
      masked: true,
      id: 'card-number',
      type: 'card-number',
      label: text('Card number', 'Kartennummer', 'رقم البطاقة', 'カード番号'),
    },
    {
      ...plain,
      id: 'card-expiry',
      type: 'card-expiry',
      label: text('Expiry date', 'Gültig bis', 'تاريخ الانتهاء', '有効期限'),
    },
    { ...plain, masked: true, id: 'iban', type: 'iban', label: text('IBAN', 'IBAN', 'آيبان', 'IBAN') },
    {
      ...plain,
      masked: true,
      id: 'national-id',
      type: 'national-id',
      label: text('Passport', 'Reisepass', 'جواز السفر', '旅券番号'),
    },
    {
      ...plain,
      masked: true,
      offTheRecord: true,
      id: 'card-verification-code',
      type: 'card-verification-code',
      label: text('Security code', 'Prüfnummer', 'رمز الأمان', 'セキュリティコード'),
    },
    {
      ...plain,
      masked: true,
      offTheRecord: true,
      id: 'pin',
      type: 'pin',
      label: text('PIN', 'PIN', 'الرقم السري', '暗証番号'),
    },
  ],
} as const
