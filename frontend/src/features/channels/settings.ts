// A door of its own: the chat, which needs only the selector, does not load the settings with it.
export { ChannelSettings } from './components/channel-settings';
export { PreferencesSettings } from './components/preferences-settings';
