export { ChannelSelector } from './components/channel-selector';
export { ChannelSettings } from './components/channel-settings';
export { PreferencesSettings } from './components/preferences-settings';
