namespace Cake.Frosting.Hosting.Output;

/// <summary>A colour of text, by its ANSI code.</summary>
internal enum Colour
{
    Plain = 0,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Cyan = 36,
    Grey = 90,
}
