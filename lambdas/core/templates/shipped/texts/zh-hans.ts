import type { TemplateTexts } from './texts.ts'

export const zhHans: TemplateTexts = {
  cardPayment: {
    title: '银行卡付款',
    intro: '请输入您要用来付款的银行卡信息。这些信息不会出现在聊天中。',
    submitLabel: '发送银行卡信息',
    cardholderName: { label: '卡上的姓名', hint: '请按卡上印制的内容填写。' },
    cardNumber: '卡号',
    cardExpiry: '有效期',
    securityCode: { label: '安全码', hint: '背面的 3 位数字（美国运通卡为正面 4 位）' },
    postalCode: { label: '账单地址的邮政编码', hint: '接收银行卡账单的地址。' },
  },
  identityCheck: {
    title: '身份核实',
    intro: '在为您处理账户事宜之前，请确认您的身份。您的回答不会出现在聊天中。',
    submitLabel: '发送回答',
    fullName: { label: '姓名', hint: '请按官方证件上的内容填写。' },
    dateOfBirth: '出生日期',
    documentKind: '您将填写哪种号码？',
    socialSecurity: '社会保障号码',
    identityCard: '身份证',
    passport: '护照',
    drivingLicence: '驾驶证',
    nationalId: { label: '号码', hint: '4 至 32 个文字和数字。可以使用空格、句点、连字符和斜杠。' },
  },
  bankAccount: {
    title: '银行账户信息',
    intro: '请输入我们应使用的账户。这些信息不会出现在聊天中。',
    submitLabel: '发送账户信息',
    accountHolder: { label: '账户持有人', hint: '账户所属个人或公司的名称。' },
    iban: { label: 'IBAN', hint: '以代表国家的两个字母开头，印在您的银行对账单上。可以输入空格。' },
    accountKind: '账户类型',
    personal: '个人账户',
    business: '企业账户',
    mayUseAccount: '您是账户持有人，或有权代其操作吗？',
  },
}
