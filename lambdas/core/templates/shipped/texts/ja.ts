import type { TemplateTexts } from './texts.ts'

export const ja: TemplateTexts = {
  cardPayment: {
    title: 'カードでのお支払い',
    intro: 'お支払いに使うカードの情報を入力してください。情報はチャットには表示されません。',
    submitLabel: 'カード情報を送信する',
    cardholderName: { label: 'カードの名義', hint: 'カードに印字されているとおりに入力してください。' },
    cardNumber: 'カード番号',
    cardExpiry: '有効期限',
    securityCode: {
      label: 'セキュリティコード',
      hint: '裏面の3桁の数字（Amexは表面の4桁）',
    },
    postalCode: { label: '請求先住所の郵便番号', hint: 'カードの利用明細が届く住所です。' },
  },
  identityCheck: {
    title: '本人確認',
    intro:
      'お客様の口座についてご案内する前に、ご本人であることを確認させてください。回答はチャットには表示されません。',
    submitLabel: '回答を送信する',
    fullName: { label: '氏名', hint: '公的な書類に記載されているとおりに入力してください。' },
    dateOfBirth: '生年月日',
    documentKind: 'どの番号を入力しますか',
    socialSecurity: '社会保障番号',
    identityCard: '身分証明書',
    passport: 'パスポート',
    drivingLicence: '運転免許証',
    nationalId: {
      label: '番号',
      hint: '4～32文字の文字と数字。スペース、ピリオド、ハイフン、スラッシュを使えます。',
    },
  },
  bankAccount: {
    title: '銀行口座の情報',
    intro: '使用する口座を入力してください。情報はチャットには表示されません。',
    submitLabel: '口座情報を送信する',
    accountHolder: { label: '口座名義', hint: '口座を所有する個人または会社の名前。' },
    iban: {
      label: 'IBAN',
      hint: '国を表す2文字で始まり、取引明細書に記載されています。スペースを入れてもかまいません。',
    },
    accountKind: '口座の種類',
    personal: '個人口座',
    business: '法人口座',
    mayUseAccount: '口座の名義人、または名義人に代わって手続きできる方ですか',
  },
}
