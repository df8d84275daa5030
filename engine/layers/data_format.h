#pragma once

#include "engine/keras/layer_config.h"

namespace tp {

/// Where an image's channels lie among its axes.
enum class DataFormat {
    ChannelsLast, ///< [batch, rows, columns, channels]
    ChannelsFirst ///< [batch, channels, rows, columns]
};

/// Which windows at the edges count.
enum class Padding {
    Valid, ///< those that lie wholly on the data
    Same,  ///< as many as there are data, at a stride of 1: the data are surrounded by nothing
    Causal ///< of sequences: those that end at each step, which sees nothing later
};

inline constexpr EnumName<DataFormat> kDataFormatNames[] = {
    {DataFormat::ChannelsLast, "channels_last"}, {DataFormat::ChannelsFirst, "channels_first"}};

inline constexpr EnumName<Padding> kPaddingNames[] = {
    {Padding::Valid, "valid"}, {Padding::Same, "same"}, {Padding::Causal, "causal"}};

} // namespace tp
