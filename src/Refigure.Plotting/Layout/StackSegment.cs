using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>One part of a stack: from where to where it reaches in data units.</summary>
internal readonly record struct StackSegment(int Category, double From, double To, Bar Bar, Fill Fill);
