/** The common ones: others stay as they were written, as in Slack when it does not know a name. */
const EMOJI: Readonly<Record<string, string>> = {
  ...{ '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', ok_hand: '👌', wave: '👋', clap: '👏', pray: '🙏' },
  ...{ muscle: '💪', point_right: '👉', point_left: '👈', point_up: '☝️', point_down: '👇', raised_hands: '🙌' },
  ...{ smile: '😄', grinning: '😀', slightly_smiling_face: '🙂', blush: '😊', wink: '😉', joy: '😂', sob: '😭' },
  ...{ thinking_face: '🤔', face_with_rolling_eyes: '🙄', sweat_smile: '😅', cry: '😢', angry: '😠', sunglasses: '😎' },
  ...{ heart: '❤️', blue_heart: '💙', green_heart: '💚', broken_heart: '💔', star: '⭐', star2: '🌟', sparkles: '✨' },
  ...{ tada: '🎉', fire: '🔥', rocket: '🚀', eyes: '👀', bulb: '💡', zap: '⚡', boom: '💥', '100': '💯', trophy: '🏆' },
  ...{ white_check_mark: '✅', heavy_check_mark: '✔️', ballot_box_with_check: '☑️', x: '❌', no_entry: '⛔' },
  ...{ negative_squared_cross_mark: '❎', no_entry_sign: '🚫', octagonal_sign: '🛑', construction: '🚧' },
  ...{ warning: '⚠️', rotating_light: '🚨', exclamation: '❗', question: '❓', grey_question: '❔', bangbang: '‼️' },
  ...{ information_source: 'ℹ️', bell: '🔔', no_bell: '🔕', mega: '📣', loudspeaker: '📢', speech_balloon: '💬' },
  ...{ thought_balloon: '💭', robot_face: '🤖', wrench: '🔧', hammer_and_wrench: '🛠️', gear: '⚙️', lock: '🔒' },
  ...{ unlock: '🔓', key: '🔑', link: '🔗', pushpin: '📌', paperclip: '📎', memo: '📝', pencil: '📝', pencil2: '✏️' },
  ...{ clipboard: '📋', page_facing_up: '📄', file_folder: '📁', books: '📚', email: '📧', envelope: '✉️' },
  ...{ incoming_envelope: '📨', inbox_tray: '📥', outbox_tray: '📤', package: '📦', calendar: '📆', date: '📅' },
  ...{ spiral_calendar_pad: '🗓️', clock1: '🕐', alarm_clock: '⏰', stopwatch: '⏱️', timer_clock: '⏲️' },
  ...{ hourglass: '⌛', hourglass_flowing_sand: '⏳', zzz: '💤', sleeping: '😴', arrow_right: '➡️', arrow_left: '⬅️' },
  ...{ arrow_up: '⬆️', arrow_down: '⬇️', arrows_counterclockwise: '🔄', repeat: '🔁', fast_forward: '⏩' },
  ...{ chart_with_upwards_trend: '📈', chart_with_downwards_trend: '📉', bar_chart: '📊', moneybag: '💰', dart: '🎯' },
  ...{ red_circle: '🔴', large_green_circle: '🟢', large_yellow_circle: '🟡', large_blue_circle: '🔵', coffee: '☕' },
  ...{ bust_in_silhouette: '👤', busts_in_silhouette: '👥', mag: '🔍', globe_with_meridians: '🌐', computer: '💻' },
  ...{ one: '1️⃣', two: '2️⃣', three: '3️⃣', four: '4️⃣', five: '5️⃣', heavy_plus_sign: '➕', heavy_minus_sign: '➖' },
};

export const emojiOf = (name: string): string | undefined => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : undefined);

const SHORTCODE = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;

export const withEmoji = (text: string): string =>
  text.replace(SHORTCODE, (code, name: string) => emojiOf(name) ?? code);
