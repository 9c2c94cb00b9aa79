namespace Refigure.Catalog;

/// <summary>How a weight is stored.</summary>
public enum WeightFormat
{
    /// <summary>Half precision, 2 bytes a weight (ggml's F16).</summary>
    Half,

    /// <summary>Blocks of 32 weights of 8 bits with one scale, 34 bytes a block (ggml's Q8_0).</summary>
    EightBit,

    /// <summary>bf16, 2 bytes a weight, in a Hugging Face folder.</summary>
    Brain,
}
