using System.Text;

namespace Refigure.Plotting.Fonts;

/// <summary>Characters that may stand in for one that a font lacks, best first.</summary>
internal static class CharacterFallback
{
    public static string For(Rune character) =>
        character.Value switch
        {
            0x00A0 or 0x2007 or 0x202F or (>= 0x2000 and <= 0x200A) => " ",
            0x00B5 => "\u03BCu",
            0x03BC => "\u00B5u",
            0x00B7 or 0x2022 or 0x22C5 => "\u00B7\u2022\u22C5.",
            0x00D7 => "x",
            0x2010 or 0x2011 or 0x2012 or 0x00AD => "-",
            0x2013 or 0x2014 or 0x2212 => "\u2212\u2013-",
            0x2018 or 0x2019 or 0x2032 => "'",
            0x201C or 0x201D or 0x2033 => "\"",
            0x2126 => "\u03A9",
            0x03A9 => "\u2126",
            0x2206 => "\u0394",
            0x0394 => "\u2206",
            0x2190 => "<",
            0x2192 => ">",
            0x2044 or 0x2215 => "/",
            0x223C => "~",
            _ => string.Empty,
        };
}
