import { forms, type Language, phrases } from './language.js';

/**
 * Simplified and traditional. Left out: 確認 (in Japanese "I will check"), 好吧 (giving in), 没问题 (a negation), 请批准
 * (asks somebody else).
 */
export const zh: Language = {
  yes: phrases(`是 | 是的 | 好 | 好的 | 好啊 | 可以 | 行 | 对 | 對 | 同意 | 我同意 | 批准 | 我批准 | 已批准 | 核准 | 准许
    | 准許 | 允许 | 允許 | 通过 | 通過 | 确认 | 我确认 | 赞成 | 贊成 | 继续 | 繼續 | 请继续 | 請繼續 | 执行吧 | 執行吧
    | 去做吧 | 做吧 | 当然 | 當然 | 当然可以 | 當然可以`),
  lead: phrases('是的 | 好的 | 可以'),
  requests: phrases('批准 | 核准 | 准许 | 准許 | 允许 | 允許 | 通过 | 通過 | 确认'),
  no: phrases(`不 | 不行 | 不要 | 否 | 拒绝 | 拒絕 | 我拒绝 | 我拒絕 | 驳回 | 駁回 | 否决 | 否決 | 反对 | 反對 | 我反对
    | 我反對 | 禁止`),
  polite: phrases('谢谢 | 謝謝 | 谢谢你 | 謝謝你 | 谢谢您 | 謝謝您 | 多谢 | 多謝 | 感谢 | 感謝 | 麻烦了 | 麻煩了'),
  greetings: phrases('你好 | 您好 | 早上好 | 下午好 | 晚上好 | 早安 | 午安 | 晚安'),
  negations: phrases('不 | 没 | 沒 | 别 | 別 | 勿 | 未 | 无 | 無 | 非 | 否 | 莫 | 除了 | 以外'),
  conditions: phrases(`如果 | 但 | 但是 | 不过 | 不過 | 除非 | 只有 | 只要 | 等 | 先 | 之后 | 之後 | 以后 | 以後 | 明天
    | 稍后 | 稍後 | 也许 | 也許 | 可能 | 或许 | 或許 | 或者 | 还是 | 還是 | 要是 | 假如 | 的话 | 的話 | 看情况 | 看情況
    | 吗 | 嗎 | 仅 | 僅 | 部分 | 暂时 | 暫時`),
  all: phrases('全部 | 所有 | 都要 | 全都要'),
  none: phrases('都不要 | 无 | 無 | 没有 | 沒有 | 都不是'),
  other: phrases('其他 | 其它'),
  and: phrases('和 | 与 | 與 | 及 | 以及 | 跟'),
  nouns: phrases('第 | 选项 | 選項 | 号 | 號 | 个 | 個 | 项 | 項'),
  articles: [],
  ordinals: forms(
    '第一/第一个/第一個/第一项/第一項 | 第二/第二个/第二個/第二项/第二項 | 第三/第三个/第三個/第三项/第三項 | 第四/第四个/第四個 | 第五/第五个/第五個',
  ),
  months: [],
};
