namespace Refigure.Models;

/// <summary>ggml's numbers for how a tensor's elements are stored.</summary>
internal enum GgufType
{
    /// <summary>F32.</summary>
    Float32 = 0,

    /// <summary>F16.</summary>
    Float16 = 1,

    /// <summary>Q8_0: 32 weights of 8 bits and a half-precision scale.</summary>
    EightBit = 8,
}
